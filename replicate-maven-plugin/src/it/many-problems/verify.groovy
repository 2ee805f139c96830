def log = new File(basedir, 'build.log').text
[
    '[ModelReference] <model>painter</model> in <models>: A model is named owner/name',
    '[ModelTwice] acme/painter is declared twice in <models>',
    '[SchemaUrl] <schemaUrl> of acme/local must be an http, https or file address',
    '[PinFormat]',
    'corrupt.json',
    'misplaced.json must be the pin of acme/misplaced, but is that of acme/painter',
    'binary.json must be a pin, but is not JSON: Invalid UTF-8',
    'folder.json must be the pin of acme/folder, but is no file',
    '[IllegalPackage]',
    '"acme.class.models"',
    '[UnknownArgument] The arguments of acme/writer must be inputs of the model, but "tone" is none',
].each { assert log.contains(it) : it }
assert log =~ /\d+ problems with the models of this build:/
assert !new File(basedir, 'target/generated-sources/replicate/acme').exists()

return true
