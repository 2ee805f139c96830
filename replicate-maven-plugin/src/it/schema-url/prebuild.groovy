import dev.replicate4j.testsupport.StubApi

context.api = StubApi.serve(new File(basedir, 'container').toPath())
context.userProperties.setProperty('container', context.api.baseUrl())

return true
