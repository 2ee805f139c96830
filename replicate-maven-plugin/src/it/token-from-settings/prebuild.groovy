import dev.replicate4j.testsupport.StubApi

context.api = StubApi.serve(new File(basedir, '../setup-common/live').toPath())
context.userProperties.setProperty('replicate.baseUrl', context.api.baseUrl())

context.userProperties.setProperty('settings.security', new File(basedir, 'settings-security.xml').path)

return true
