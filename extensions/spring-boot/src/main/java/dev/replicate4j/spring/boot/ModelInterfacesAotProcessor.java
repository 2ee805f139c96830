package dev.replicate4j.spring.boot;

import dev.replicate4j.ModelName;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Tells a native image of the interfaces in the application's packages that call models: each needs a proxy, and the values
 * that it takes and returns are read by reflection.
 */
final class ModelInterfacesAotProcessor implements BeanFactoryInitializationAotProcessor {

    @Override
    public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
            ConfigurableListableBeanFactory beans) {
        if (!AutoConfigurationPackages.has(beans)) {
            return null;
        }
        ClassLoader loader = beans.getBeanClassLoader();
        List<Class<?>> interfaces = AutoConfigurationPackages.get(beans).stream()
                .flatMap(ModelInterfacesAotProcessor::names)
                .<Class<?>>map(name -> ClassUtils.resolveClassName(name, loader))
                .toList();
        return (context, code) -> interfaces.forEach(type -> register(context.getRuntimeHints(), type));
    }

    private static Stream<String> names(String inPackage) {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
                return definition.getMetadata().isInterface();
            }
        };
        scanner.addIncludeFilter(new AnnotationTypeFilter(ModelName.class));
        return scanner.findCandidateComponents(inPackage).stream().map(definition -> definition.getBeanClassName());
    }

    private static void register(RuntimeHints hints, Class<?> type) {
        hints.proxies().registerJdkProxy(type);
        hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS);
        BindingReflectionHintsRegistrar values = new BindingReflectionHintsRegistrar();
        for (Method method : type.getMethods()) {
            values.registerReflectionHints(hints.reflection(), method.getGenericReturnType());
            values.registerReflectionHints(hints.reflection(), method.getGenericParameterTypes());
        }
    }
}
