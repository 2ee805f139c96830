assert new File(basedir, 'target/classes/acme/models/Writer.class').file
def pom = new File(basedir, 'pom.xml')
pom.text = pom.text.replace('<models>', '<packageName>acme.other</packageName><models>')

return true
