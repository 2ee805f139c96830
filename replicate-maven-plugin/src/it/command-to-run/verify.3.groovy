context.api.close()
assert new File(basedir, 'app/src/main/replicate/acme/painter.json').file
assert new File(basedir, 'build.log').text.contains('Those of the execution "pictures" are seen by replicate:pin@pictures')

return true
