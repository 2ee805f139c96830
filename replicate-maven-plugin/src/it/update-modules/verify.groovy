context.api.close()
def log = new File(basedir, 'build.log').readLines()
def seed = log.findIndexOf { it.endsWith('- breaking: input seed is gone') }
assert log[seed + 1] =~ /  - .*studio.src.main.java.acme.Studio\.java:12: cannot find symbol; symbol: method seed\(int\)/
assert log[seed + 2] =~ /  - .*poster.src.test.java.acme.PosterTest\.java:10: cannot find symbol; symbol: method seed\(int\)/
assert log.any { it.contains('- harmless here: input aspect_ratio no longer has "16:9"; no line of this project uses it') }
assert log.count { it.contains('.java:') && it.contains('cannot find symbol') } == 2
assert new File(basedir, 'models/src/main/replicate/acme/painter.json').text.contains('"seed"')

return true
