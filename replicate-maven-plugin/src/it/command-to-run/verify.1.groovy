assert new File(basedir, 'build.log').text.contains('Run "mvn -pl :command-to-run-app dev.replicate4j:replicate-maven-plugin:pin@pictures" once with network')

return true
