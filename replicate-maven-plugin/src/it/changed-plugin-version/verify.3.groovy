def log = new File(basedir, 'build.log').text
def builds = log.split(/--- replicate-maven-plugin:|--- replicate:/).drop(1)
assert builds.length == 3
assert !builds[0].startsWith(context.next) && builds[1].startsWith(context.next) && builds[2].startsWith(context.next)
assert !builds[1].contains('Nothing to generate')
assert builds[2].contains('Nothing to generate: 1 model up to date')
def source = new File(basedir, 'target/generated-sources/replicate/acme/models/Painter.java')
assert source.lastModified() == context.written : 'the same sources are not written again'

return true
