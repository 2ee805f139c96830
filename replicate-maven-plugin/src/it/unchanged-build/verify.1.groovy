context.stamps = [:]
new File(basedir, 'target').eachFileRecurse(groovy.io.FileType.FILES) { context.stamps[it.path] = it.lastModified() }
assert context.stamps.keySet().any { it.endsWith('Painter.java') }

return true
