assert new File(basedir, 'build.log').text.contains('Nothing to generate: 2 models up to date')

return true
