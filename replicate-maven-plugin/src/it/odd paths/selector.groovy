// Where the locale is plain ASCII, Java can't name such a folder at all, nor delete it.
return java.nio.charset.Charset.forName(System.getProperty('sun.jnu.encoding')).newEncoder().canEncode('Ä ö 画')
