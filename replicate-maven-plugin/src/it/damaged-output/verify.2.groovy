def painter = new File(basedir, 'target/generated-sources/replicate/acme/models/Painter.java')
assert painter.text == context.text
assert painter.delete()

return true
