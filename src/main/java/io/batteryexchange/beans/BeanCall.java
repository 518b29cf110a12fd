package io.batteryexchange.beans;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/**
 * What a route calls by a name, constants and variables, like {@code status}, {@code query('cargo_ref_id')} or {@code count(${variable.refusal})}: found once, when the
 * route is made. Camel looks it up, parses its arguments and, in an expression, copies the exchange with all its variables at every call; a call of the courier API makes
 * some twenty.
 */
final class BeanCall {

    private static final Pattern CALL = Pattern.compile("(\\w+)(?:\\((.*)\\))?", Pattern.DOTALL);
    /** Camel's other forms (expressions, escapes, double quotes) are left to Camel. */
    private static final Pattern ARGUMENT = Pattern.compile("\\G\\s*(?:'([^'$\\\\]*)'|([0-9]{1,9})|\\$\\{variable\\.(\\w+)})\\s*(?:,|\\z)");

    /** An argument that is looked up at each call. */
    private record Variable(String name) {
    }

    private final Object bean;
    private final Method method;
    private final Object[] given;
    private final Class<?>[] types;

    private BeanCall(Object bean, Method method, Object[] given) {
        this.bean = bean;
        this.method = method;
        this.given = given;
        this.types = method.getParameterTypes();
    }

    /** Empty where more is said than constants and variables, or where Camel would have to choose between methods or to fill a parameter. */
    static Optional<BeanCall> of(Object bean, String text) {
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            return Optional.empty();
        }
        List<Method> named = Arrays.stream(bean.getClass().getMethods()).filter(method -> method.getName().equals(call.group(1)) && !method.isBridge()).toList();
        if (named.size() != 1 || !named.get(0).trySetAccessible()) {
            return Optional.empty();
        }
        return arguments(call.group(2) == null ? "" : call.group(2)).filter(given -> fit(named.get(0), given)).map(given -> new BeanCall(bean, named.get(0), given.toArray()));
    }

    private static Optional<List<Object>> arguments(String text) {
        List<Object> arguments = new ArrayList<>();
        Matcher argument = ARGUMENT.matcher(text);
        int end = 0;
        while (argument.find()) {
            if (argument.group(3) != null) {
                arguments.add(new Variable(argument.group(3)));
            } else {
                arguments.add(argument.group(1) != null ? argument.group(1) : Integer.valueOf(argument.group(2)));
            }
            end = argument.end();
        }
        return end == text.length() ? Optional.of(arguments) : Optional.empty();
    }

    private static boolean fit(Method method, List<Object> given) {
        Class<?>[] types = method.getParameterTypes();
        for (int i = 0; i < Math.min(types.length, given.size()); i++) {
            if (types[i] != (given.get(i) instanceof Integer ? int.class : String.class)) {
                return false;
            }
        }
        return types.length == given.size() || types.length == given.size() + 1 && types[types.length - 1] == Exchange.class;
    }

    boolean returnsNothing() {
        return method.getReturnType() == void.class;
    }

    /** What the method returns; what it throws becomes the exchange's failure, and null is returned. */
    Object on(Exchange exchange) {
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            Object argument = i < given.length ? given[i] : exchange;
            arguments[i] = argument instanceof Variable variable ? exchange.getVariable(variable.name, String.class) : argument;
        }
        try {
            return method.invoke(bean, arguments);
        } catch (InvocationTargetException e) {
            exchange.setException(e.getCause());
        } catch (IllegalAccessException e) {
            exchange.setException(e);
        }
        return null;
    }

    @Override
    public String toString() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + Arrays.toString(given);
    }
}
