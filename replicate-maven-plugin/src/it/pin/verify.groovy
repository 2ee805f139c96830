context.api.close()
assert context.api.requests() == ['models/acme/painter Bearer a-token']
assert new File(basedir, 'src/main/replicate/acme/painter.json').file
assert new File(basedir, 'build.log').text.contains('2 models are pinned in')

return true
