context.pin = new File(basedir, 'src/main/replicate/acme/painter.json')
assert context.pin.text.contains('"seed"')
def log = new File(basedir, 'build.log').text
def report = log.readLines().collect { it.replaceFirst('^\\[INFO] ', '') }
assert report.contains('acme/painter: version 111111111111 -> 333333333333')
def seed = report.indexOf('- breaking: input seed is gone')
assert report[seed + 1].startsWith('  - src/main/java/acme/App.java:12: ')
assert report[seed + 2].startsWith('  - src/test/java/acme/AppTest.java:10: ')
assert report[seed + 3].startsWith('- ')
assert report.contains('- harmless here: input aspect_ratio no longer has "16:9"; no line of this project uses it')
assert report.contains('- breaking: input steps took values from 1 up to 50 and now takes values from 1 up to 30; no compiler sees it, only a run')
assert report.contains('- compatible: input aspect_ratio also has "4:3"')
assert report.contains('- compatible: input steps is by default 25, no longer 20')
assert report.any { it.startsWith('- compatible: input quality is new') }
assert report.contains('- documentation: input prompt is described anew')
assert log.contains('No pin was changed')
def markdown = new File(basedir, 'target/replicate/report.md').readLines()
assert markdown[0] == '# Drift of models'
assert markdown.contains('## acme/painter')
assert markdown.contains('- **breaking**: input seed is gone')
assert markdown.any { it.startsWith('  - src/main/java/acme/App.java:12: ') }
assert !new File(basedir, 'target/replicate').list().any { it.startsWith('candidates') }

return true
