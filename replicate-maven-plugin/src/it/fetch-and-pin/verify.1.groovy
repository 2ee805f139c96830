assert context.api.requests() == ['models/acme/painter Bearer a-secret-token', 'models/acme/writer Bearer a-secret-token']
context.api.close()
def log = new File(basedir, 'build.log').text
assert log.contains('Fetching 2 schemas')
assert log =~ /\[1\/2\] acme\/painter: version 111111111111, \d+\.\d s/
assert log =~ /\[2\/2\] acme\/writer/
['painter', 'writer'].each { model ->
    def pin = new groovy.json.JsonSlurper().parse(new File(basedir, "src/main/replicate/acme/${model}.json"))
    assert pin.ref == 'acme/' + model
    assert pin.arguments == ['prompt']
}
assert !log.contains('a-secret-token')
['src', 'target'].each { folder ->
    new File(basedir, folder).eachFileRecurse(groovy.io.FileType.FILES) {
        assert !it.getText('ISO-8859-1').contains('a-secret-token') : it
    }
}

return true
