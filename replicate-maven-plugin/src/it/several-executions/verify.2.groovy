assert new File(basedir, 'target/classes/acme/pictures/Painter.class').file
assert new File(basedir, 'target/classes/acme/texts/Writer.class').file
assert new File(basedir, 'build.log').text.count('Nothing to generate: 1 model up to date') == 2

return true
