context.api.close()
assert context.api.requests() == ['models/acme/painter Bearer a-secret-token']
assert !new File(basedir, 'build.log').text.contains('a-secret-token')

return true
