import dev.replicate4j.maven.LiveApi

context.api = LiveApi.serve(new File(basedir, '../setup-common/changed').toPath())
context.userProperties.setProperty('replicate.baseUrl', context.api.baseUrl())

return true
