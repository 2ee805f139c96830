context.api.close()
assert new File(basedir, 'build.log').text.contains('- harmless here: input seed is gone; no line of this project uses it')
assert new File(basedir, 'src/main/replicate/acme/painter.json').text.contains('"seed"')

return true
