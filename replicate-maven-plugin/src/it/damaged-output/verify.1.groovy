def painter = new File(basedir, 'target/generated-sources/replicate/acme/models/Painter.java')
context.text = painter.text
painter.text = '// edited'

return true
