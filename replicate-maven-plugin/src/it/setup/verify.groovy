assert new File(basedir, 'target/generated-sources/replicate/acme/models/Painter.java').file
assert new File(basedir, 'target/generated-sources/replicate/acme/models/Poet.java').file
assert new File(basedir, 'target/classes/acme/App.class').file

return true
