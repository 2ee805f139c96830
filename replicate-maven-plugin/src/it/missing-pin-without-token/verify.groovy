def log = new File(basedir, 'build.log').text
def line = log.readLines().find { it.contains('[PinMissing] acme/absent has no pin') }
assert line.contains('Set the environment variable REPLICATE_API_TOKEN')
assert line.contains('mvn replicate:pin')
assert line.replace('\\', '/').contains('pins/acme/absent.json')

return true
