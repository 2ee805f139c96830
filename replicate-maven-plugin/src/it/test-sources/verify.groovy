assert new File(basedir, 'target/generated-test-sources/replicate/acme/models/Painter.java').file
assert new File(basedir, 'target/test-classes/acme/models/Painter.class').file
assert !new File(basedir, 'target/classes/acme/models').exists()

return true
