def log = new File(basedir, 'build.log').text
assert log.contains('[DuplicateClass] acme/painter and other/painter')
assert log.contains('<className>')

return true
