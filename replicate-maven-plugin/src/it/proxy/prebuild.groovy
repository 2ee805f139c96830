import dev.replicate4j.testsupport.StubApi

context.api = StubApi.serve(new File(basedir, '../setup-common/live').toPath())

// No such host: what is asked of it arrives only if it goes through the proxy, which is our server.
context.userProperties.setProperty('replicate.baseUrl', 'http://api.replicate.invalid')
def settings = new File(basedir, 'settings.xml')
settings.text = settings.text.replace('PORT', context.api.port() as String)

return true
