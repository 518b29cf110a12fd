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
 * What a route calls by a name and constants alone, like {@code status} or {@code query('cargo_ref_id')}: found once, when the route is made. Camel looks it up, parses
 * its constants and, in an expression, copies the exchange with all its variables at every call; a call of the courier API makes some twenty.
 */
final class BeanCall {

    private static final Pattern CALL = Pattern.compile("(\\w+)(?:\\((.*)\\))?", Pattern.DOTALL);
    /** Camel's other forms (names of variables, escapes, double quotes) are left to Camel. */
    private static final Pattern CONSTANT = Pattern.compile("\\G\\s*(?:'([^'$\\\\]*)'|([0-9]{1,9}))\\s*(?:,|\\z)");

    private final Object bean;
    private final Method method;
    private final Object[] constants;
    private final boolean takesExchange;

    private BeanCall(Object bean, Method method, Object[] constants) {
        this.bean = bean;
        this.method = method;
        this.constants = constants;
        this.takesExchange = method.getParameterCount() > constants.length;
    }

    /** Empty where more is said than constants, or where Camel would have to choose between methods or to fill a parameter. */
    static Optional<BeanCall> of(Object bean, String text) {
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            return Optional.empty();
        }
        List<Method> named = Arrays.stream(bean.getClass().getMethods()).filter(method -> method.getName().equals(call.group(1)) && !method.isBridge()).toList();
        if (named.size() != 1 || !named.get(0).trySetAccessible()) {
            return Optional.empty();
        }
        return constants(call.group(2) == null ? "" : call.group(2)).filter(constants -> fit(named.get(0), constants))
            .map(constants -> new BeanCall(bean, named.get(0), constants.toArray()));
    }

    private static Optional<List<Object>> constants(String arguments) {
        List<Object> constants = new ArrayList<>();
        Matcher constant = CONSTANT.matcher(arguments);
        int end = 0;
        while (constant.find()) {
            constants.add(constant.group(1) != null ? constant.group(1) : Integer.valueOf(constant.group(2)));
            end = constant.end();
        }
        return end == arguments.length() ? Optional.of(constants) : Optional.empty();
    }

    private static boolean fit(Method method, List<Object> constants) {
        Class<?>[] types = method.getParameterTypes();
        for (int i = 0; i < Math.min(types.length, constants.size()); i++) {
            if (types[i] != (constants.get(i) instanceof String ? String.class : int.class)) {
                return false;
            }
        }
        return types.length == constants.size() || types.length == constants.size() + 1 && types[types.length - 1] == Exchange.class;
    }

    boolean returnsNothing() {
        return method.getReturnType() == void.class;
    }

    /** What the method returns; what it throws becomes the exchange's failure, and null is returned. */
    Object on(Exchange exchange) {
        Object[] arguments = constants;
        if (takesExchange) {
            arguments = Arrays.copyOf(constants, constants.length + 1);
            arguments[constants.length] = exchange;
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
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + Arrays.toString(constants);
    }
}
