import dev.replicate4j.testsupport.StubApi

context.api = StubApi.serve(new File(basedir, '../setup-common/live').toPath())
context.userProperties.setProperty('replicate.baseUrl', context.api.baseUrl())

return true
