assert new File(basedir, 'target/classes/acme/other/Writer.class').file
assert !new File(basedir, 'target/classes/acme/models/Writer.class').exists()
assert !new File(basedir, 'target/generated-sources/replicate/acme/models').exists()
def pin = new File(basedir, 'src/main/replicate/acme/writer.json')
pin.text = pin.text.replace('max_tokens', 'max_words')

return true
