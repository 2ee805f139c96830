def log = new File(basedir, 'build.log').text
assert log.contains('- compatible: input seed is by default 7, no longer absent')
assert log.contains('1 of 1 model has changed: 0 breaking, 1 compatible, 0 documentation')

return true
