context.api.close()
assert new File(basedir, 'target/generated-sources/replicate/acme/models/Painter.java').file
def said = new File(basedir, 'build.log').readLines().findAll { it =~ /replicate|painter|Fetching/ && !(it =~ /pre-build|post-build/) }
assert said.empty : said

return true
