def log = new File(basedir, 'build.log').text
['check', 'diff', 'generate', 'generate-tests', 'help', 'pin', 'update'].each { assert log.contains('replicate:' + it) }
['failOn', 'pinDirectory', 'models', 'User property: replicate.failOn'].each { assert log.contains(it) }
assert log.count('-Xplugin:Replicate4j') == 1

return true
