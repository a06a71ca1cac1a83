import java.io.BufferedReader;
import java.io.FileReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Date;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.services.PrototypeManager;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.parse.XFormParser;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.expr.XPathFuncExpr;

/**
 * Evaluates expressions over filled forms with JavaRosa.
 *
 * Reads lines from standard input: "form TAB file", "ask TAB id TAB node TAB expression"; writes
 * "id TAB kind TAB value". A node is written /data/models[2]/price, positions counted from 1.
 */
public final class Evaluate {
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        System.setOut(System.err);
        new JavaRosaCoreModule().registerModule();
        new XFormsModule().registerModule();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        FormDef form = null;
        String line;
        while ((line = in.readLine()) != null) {
            String[] cells = line.split("\t", -1);
            if (cells[0].equals("form")) {
                form = new XFormParser(new FileReader(cells[1], java.nio.charset.StandardCharsets.UTF_8)).parse();
            } else {
                out.println(cells[1] + "\t" + answer(form, cells[2], cells[3]));
            }
        }
    }

    private static String answer(FormDef form, String node, String expression) {
        try {
            EvaluationContext context = new EvaluationContext(form.getEvaluationContext(), reference(node));
            Object value = XPathFuncExpr.unpack(
                XPathParseTool.parseXPath(expression).eval(form.getMainInstance(), context));
            String kind = value instanceof Boolean ? "boolean" : value instanceof Double ? "number"
                : value instanceof Date ? "date" : "text";
            return kind + "\t" + XPathFuncExpr.toString(value).replace("\n", "\\n").replace("\t", "\\t");
        } catch (Throwable trouble) {
            String message = String.valueOf(trouble.getMessage()).replaceAll("\\s+", " ");
            return "error\t" + trouble.getClass().getSimpleName() + ": " + message.substring(0, Math.min(160, message.length()));
        }
    }

    private static TreeReference reference(String node) {
        TreeReference reference = TreeReference.rootRef();
        for (String step : node.substring(1).split("/")) {
            int bracket = step.indexOf('[');
            int position = bracket < 0 ? 0 : Integer.parseInt(step.substring(bracket + 1, step.length() - 1)) - 1;
            reference.add(bracket < 0 ? step : step.substring(0, bracket), position);
        }
        return reference;
    }
}
