def log = new File(basedir, 'build.log').text
assert log.contains('src/main/java/acme/App.java:12: ')
assert log.contains('[Drift] The models have breaking changes')
// What only a run can tell is no longer there, and the line goes.
def reply = new File(basedir, '../setup-common/changed/models/acme/painter.json').text.replaceFirst('"maximum": 30', '"maximum": 50')
def models = new File(basedir, 'calmer/models/acme')
models.mkdirs()
new File(models, 'painter.json').text = reply
context.api.close()
context.api = dev.replicate4j.testsupport.StubApi.serve(new File(basedir, 'calmer').toPath())
context.userProperties.setProperty('replicate.baseUrl', context.api.baseUrl())
def app = new File(basedir, 'src/main/java/acme/App.java')
app.text = app.text.replace('in.seed(42)', 'in.steps(3)')

return true
