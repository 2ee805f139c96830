def log = new File(basedir, 'build.log').text
assert log.count('Nothing to generate: 1 model up to date') == 2
assert log.count('Nothing to compile') == 2
def watched = context.stamps.findAll { path, time -> path.contains('generated-sources') || path.endsWith('.class') }
assert watched.size() >= 2
watched.each { path, time -> assert new File(path).lastModified() == time : path }

return true
