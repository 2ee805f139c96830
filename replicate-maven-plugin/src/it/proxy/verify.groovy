context.api.close()
assert context.api.requests() == ['models/acme/painter Bearer a-token']
assert new File(basedir, 'src/main/replicate/acme/painter.json').file

return true
