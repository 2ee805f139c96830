def source = new File(basedir, 'target/generated-sources/replicate/acme/other/Writer.java').text
assert source.contains('maxWords(') && !source.contains('maxTokens(')

return true
