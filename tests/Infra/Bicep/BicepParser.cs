using System.Globalization;

namespace ServerlessTraining.Infra.Bicep;

/// <summary>Reads the Bicep that infra/ is written in: what it does not know is an error with its line, so that nothing goes by unchecked.</summary>
internal sealed class BicepParser
{
    // From loose to tight.
    private static readonly string[][] Operators = [["??"], ["||"], ["&&"], ["==", "!=", "=~", "!~"], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]];
    private readonly BicepScanner scanner;

    private BicepParser(BicepScanner scanner) => this.scanner = scanner;

    public static BicepFile Parse(string path, string text)
    {
        BicepParser parser = new(new BicepScanner(path, text));
        List<BicepDeclaration> declarations = [];
        while (parser.Next() is { } declaration) declarations.Add(declaration);
        foreach (IGrouping<string, BicepDeclaration> same in declarations.Where(one => one.Kind != "output").GroupBy(one => one.Name).Where(group => group.Count() > 1))
        {
            throw new FormatException($"{path}({same.Last().Line}): '{same.Key}' is declared twice");
        }

        return new BicepFile(path, declarations);
    }

    private BicepDeclaration? Next()
    {
        List<BicepCall> decorators = [];
        scanner.SkipLines();
        while (scanner.Take("@"))
        {
            decorators.Add(Tight() as BicepCall ?? throw scanner.Error("a decorator is a call"));
            scanner.SkipLines();
        }

        if (scanner.IsAtEnd) return null;
        int line = scanner.Line;
        string kind = scanner.Word();
        BicepDeclaration declaration = kind switch
        {
            "targetScope" => new BicepDeclaration(line, kind, kind, "", IsExisting: false, Assigned(), decorators),
            "var" => new BicepDeclaration(line, kind, scanner.Word(), "", IsExisting: false, Assigned(), decorators),
            "param" => new BicepDeclaration(line, kind, scanner.Word(), scanner.Word(), IsExisting: false, scanner.Take("=") ? Expression() : null, decorators),
            "output" => new BicepDeclaration(line, kind, scanner.Word(), scanner.Word(), IsExisting: false, Assigned(), decorators),
            "resource" => new BicepDeclaration(line, kind, scanner.Word(), PlainText(), scanner.TakeWord("existing"), Assigned(), decorators),
            "module" => new BicepDeclaration(line, kind, scanner.Word(), PlainText(), IsExisting: false, Assigned(), decorators),
            _ => throw scanner.Error($"'{kind}' begins no statement that is known here"),
        };
        scanner.EndOfLine();
        return declaration;
    }

    private BicepNode Assigned()
    {
        scanner.Expect("=");
        return Expression();
    }

    private string PlainText() => Tight() is BicepLiteral { Value: string text } ? text : throw scanner.Error("a text without holes is needed");

    private BicepNode Expression()
    {
        BicepNode test = Binary(0);
        // A choice may go on in the next line; nothing else begins with its signs.
        if (!scanner.TakeAcrossLines("?")) return test;
        scanner.SkipLines();
        BicepNode then = Expression();
        if (!scanner.TakeAcrossLines(":")) throw scanner.Error("':' is needed");
        scanner.SkipLines();
        return new BicepChoice(test.Line, test, then, Expression());
    }

    private BicepNode Binary(int level)
    {
        if (level == Operators.Length) return Unary();
        BicepNode left = Binary(level + 1);
        while (Array.Find(Operators[level], scanner.TakeOperator) is { } sign) left = new BicepOperation(left.Line, sign, [left, Binary(level + 1)]);
        return left;
    }

    private BicepNode Unary()
    {
        int line = scanner.Line;
        foreach (string sign in (string[])["!", "-"])
        {
            if (scanner.Take(sign)) return new BicepOperation(line, sign, [Unary()]);
        }

        return Tight();
    }

    private BicepNode Tight()
    {
        BicepNode node = Primary();
        while (true)
        {
            int line = scanner.Line;
            if (scanner.TakeTight(".")) node = new BicepMember(line, node, scanner.Word());
            else if (scanner.TakeTight("[")) node = new BicepIndex(line, node, Closed("]"));
            // `module!.outputs`: says that it is there, and means the same.
            else if (!scanner.TakeForgiving()) return node;
        }
    }

    private BicepNode Closed(string end)
    {
        scanner.SkipLines();
        BicepNode node = Expression();
        scanner.SkipLines();
        scanner.Expect(end);
        return node;
    }

    private BicepNode Primary()
    {
        int line = scanner.Line;
        if (scanner.Take("'''")) return new BicepLiteral(line, scanner.RawText());
        if (scanner.Take("'")) return TextAt(line);
        if (scanner.Take("{")) return ObjectAt(line);
        if (scanner.Take("[")) return ArrayAt(line);
        if (scanner.Take("(")) return Closed(")");
        if (scanner.Digits() is { Length: > 0 } digits) return new BicepLiteral(line, long.Parse(digits, CultureInfo.InvariantCulture));
        string word = scanner.Word();
        switch (word)
        {
            case "true": return new BicepLiteral(line, true);
            case "false": return new BicepLiteral(line, false);
            case "null": return new BicepLiteral(line, null);
            case "if":
                scanner.Expect("(");
                return new BicepChoice(line, Closed(")"), Expression(), null);
            default: return scanner.TakeTight("(") ? new BicepCall(line, word, Items(")")) : new BicepName(line, word);
        }
    }

    private BicepNode TextAt(int line)
    {
        List<BicepNode> parts = [];
        while (true)
        {
            (string text, bool hasHole) = scanner.TextPart();
            parts.Add(new BicepLiteral(line, text));
            if (!hasHole) return parts.Count == 1 ? parts[0] : new BicepTemplate(line, parts);
            parts.Add(Closed("}"));
        }
    }

    private BicepObject ObjectAt(int line)
    {
        List<BicepProperty> properties = [];
        foreach (BicepProperty property in Separated("}", Property))
        {
            if (property.Name is { } name && properties.Any(one => one.Name == name)) throw scanner.Error($"'{name}' is given twice");
            properties.Add(property);
        }

        return new BicepObject(line, properties);
    }

    private BicepProperty Property()
    {
        int line = scanner.Line;
        BicepNode key = scanner.Take("'") ? TextAt(line) : new BicepLiteral(line, scanner.Word());
        scanner.Expect(":");
        return new BicepProperty(line, key, Expression());
    }

    private BicepNode ArrayAt(int line)
    {
        if (!scanner.TakeWord("for")) return new BicepArray(line, Items("]"));
        string? number = null;
        bool isNumbered = scanner.Take("(");
        string item = scanner.Word();
        if (isNumbered)
        {
            scanner.Expect(",");
            number = scanner.Word();
            scanner.Expect(")");
        }

        if (!scanner.TakeWord("in")) throw scanner.Error("'in' is needed");
        BicepNode source = Expression();
        scanner.Expect(":");
        return new BicepLoop(line, item, number, source, Closed("]"));
    }

    private BicepNode[] Items(string end) => [.. Separated(end, Expression)];

    // Between two there is a comma, a line end, or both.
    private IEnumerable<T> Separated<T>(string end, Func<T> read)
    {
        scanner.SkipLines();
        while (!scanner.Take(end))
        {
            yield return read();
            bool isParted = scanner.Take(",");
            isParted |= scanner.SkipLines();
            if (scanner.Take(end)) yield break;
            if (!isParted) throw scanner.Error($"',', a line end or '{end}' is needed");
        }
    }
}
