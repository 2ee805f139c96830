def log = new File(basedir, 'build.log').text
assert log.contains('2 problems with the models of this build:')
['absent', 'missing'].each { model ->
    def line = log.readLines().find { it.contains('[PinMissing] acme/' + model) }
    assert line.contains('has no pin')
    assert line.replace('\\', '/').contains("pins/acme/${model}.json is expected")
    assert line.contains('the build is offline')
    assert line.contains('mvn replicate:pin')
    assert line.contains('REPLICATE_API_TOKEN')
}
assert !log.contains('a-token')
assert !new File(basedir, 'target/generated-sources/replicate/acme/models/Painter.java').exists()

return true
