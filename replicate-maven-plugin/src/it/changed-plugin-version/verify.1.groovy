import java.nio.file.FileSystems
import java.nio.file.Files

// The plugin under another version: the same files, which name it in the POM and in the plugin's descriptor.
def versions = new File(localRepositoryPath, 'dev/replicate4j/replicate-maven-plugin')
def pom = versions.listFiles().collectMany { it.directory ? it.listFiles() as List : [] }
    .find { it.name.endsWith('.pom') && !it.name.contains('-next') }
def version = pom.parentFile.name
def next = version.replace('-SNAPSHOT', '') + '-next'
def folder = new File(versions, next)
folder.mkdirs()
def copy = { String ending -> new File(folder, "replicate-maven-plugin-${next}${ending}") }
copy('.pom').text = pom.text
    .replace('<artifactId>replicate-maven-plugin</artifactId>', "<artifactId>replicate-maven-plugin</artifactId><version>${next}</version>")
    .replaceAll('<artifactId>replicate-(codegen|runtime|testkit)</artifactId>', "\$0<version>${version}</version>")
copy('.jar').bytes = new File(pom.path.replaceAll(/pom$/, 'jar')).bytes
FileSystems.newFileSystem(copy('.jar').toPath(), (ClassLoader) null).withCloseable { jar ->
    def descriptor = jar.getPath('META-INF/maven/plugin.xml')
    Files.writeString(descriptor, Files.readString(descriptor).replace("<version>${version}</version>", "<version>${next}</version>"))
}

def project = new File(basedir, 'pom.xml')
project.text = project.text.replace('<plugin.version>${replicate4j.version}</plugin.version>', "<plugin.version>${next}</plugin.version>")
def source = new File(basedir, 'target/generated-sources/replicate/acme/models/Painter.java')
assert source.file
context.written = source.lastModified()
context.next = next

return true
