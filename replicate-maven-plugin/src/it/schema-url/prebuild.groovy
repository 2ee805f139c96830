import dev.replicate4j.maven.LiveApi

context.api = LiveApi.serve(new File(basedir, 'container').toPath())
context.userProperties.setProperty('container', context.api.baseUrl())

return true
