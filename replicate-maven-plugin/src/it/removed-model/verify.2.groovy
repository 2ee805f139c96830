assert new File(basedir, 'target/classes/acme/models/Painter.class').file
assert !new File(basedir, 'target/generated-sources/replicate/acme/models/Writer.java').exists()
assert !new File(basedir, 'target/classes/acme/models/Writer.class').exists()

return true
