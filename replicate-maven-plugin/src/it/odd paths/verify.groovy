assert new File(basedir, 'target/classes/acme/App.class').file
assert new File(basedir, 'build.log').text.contains('Nothing to generate')

return true
