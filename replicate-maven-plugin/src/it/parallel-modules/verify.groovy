context.api.close()
['one', 'two', 'three'].each { module ->
    assert new File(basedir, module + '/target/classes/acme/models/Painter.class').file
}
assert new File(basedir, 'three/target/classes/acme/models/Poet.class').file
assert !new File(basedir, 'one/target/classes/acme/models/Poet.class').exists()
assert new File(basedir, 'pins/acme').list().sort() == ['painter.json', 'writer.json']

return true
