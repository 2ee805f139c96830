context.api.close()
// The token is Replicate's business, not the container's.
assert context.api.requests() == ['openapi.json null']
def pin = new groovy.json.JsonSlurper().parse(new File(basedir, 'src/main/replicate/acme/local.json'))
assert pin.ref == 'acme/local'
assert pin.version ==~ /[0-9a-f]{64}/
assert pin.schemas.keySet() == ['Input', 'Output'] as Set
assert new File(basedir, 'target/classes/acme/App.class').file

return true
