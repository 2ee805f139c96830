assert new File(basedir, 'target/generated-sources/replicate/acme/models/Painter.java').text == context.text

return true
