using System.Globalization;

namespace ServerlessTraining.Domain.Regimes.Parsing;

/// <summary>
/// Reads `comparison ('and' comparison)*`, where a comparison is an operator and a threshold, or `between` two thresholds, both included;
/// a threshold is a number, `5%`, `90th percentile`, `median` or `2x average`. Upper and lower case are the same.
/// </summary>
internal sealed class ConditionParser
{
    /// <summary>More than the longest canonical text: 8 bounds of at most 45 characters.</summary>
    private const int MaxLength = 400;
    private const string Comparisons = "a comparison (>, >=, <, <= or between)";
    private const string Thresholds = "a threshold (a number, 5%, 90th percentile, median or 2x average)";
    private static readonly string[] OrdinalSuffixes = ["st", "nd", "rd", "th"];
    private readonly RegimeMeasure measure;
    private readonly string text;
    private readonly ConditionTokenizer tokenizer;
    private readonly List<RegimeBound> bounds = [];
    private readonly List<ConditionToken> starts = [];
    private ConditionToken current;
    private ConditionToken previous;

    private ConditionParser(RegimeMeasure measure, string text)
    {
        this.measure = measure;
        this.text = text;
        tokenizer = new ConditionTokenizer(text);
        current = tokenizer.Next();
    }

    public static RegimeCondition Parse(RegimeMeasure measure, string text)
    {
        if (text.Length > MaxLength)
        {
            throw new RuleSyntaxException(measure.Name, text[..MaxLength], MaxLength + 1, $"a condition has at most {MaxLength} characters, but this one has {text.Length}.");
        }

        return new ConditionParser(measure, text).Condition();
    }

    private RegimeCondition Condition()
    {
        do Comparison();
        while (Accept("and"));
        if (current.Kind != ConditionTokenKind.End) throw EndExpected();
        if (bounds.Count > RegimeCondition.MaxBounds)
        {
            throw Error(
                starts[RegimeCondition.MaxBounds],
                $"a condition has at most {RegimeCondition.MaxBounds} comparisons (between counts as two), but this one has {bounds.Count}.");
        }

        if (ConditionLogic.FirstContradiction(measure, bounds) is (int bound, string problem)) throw Error(starts[bound], problem);
        return new RegimeCondition(measure, bounds);
    }

    private void Comparison()
    {
        ConditionToken start = current;
        if (Accept("between"))
        {
            Add(start, ComparisonOperator.GreaterOrEqual, Threshold());
            Expect("and", "the first threshold of between");
            Add(start, ComparisonOperator.LessOrEqual, Threshold());
            return;
        }

        if (current.Kind != ConditionTokenKind.Operator) throw ComparisonExpected();
        ComparisonOperator comparison = Advance().Text switch
        {
            ">" => ComparisonOperator.Greater,
            ">=" => ComparisonOperator.GreaterOrEqual,
            "<" => ComparisonOperator.Less,
            _ => ComparisonOperator.LessOrEqual,
        };
        Add(start, comparison, Threshold());
    }

    private RegimeThreshold Threshold()
    {
        if (Accept("median")) return RegimeThreshold.Percentile(50);
        if (current.Kind != ConditionTokenKind.Number) throw Expected(Thresholds, After(), ["median"]);
        ConditionToken number = Advance();
        if (current.Kind == ConditionTokenKind.Percent)
        {
            Advance();
            return Create(number, ThresholdKind.Number, OfPercent(number.Text));
        }

        double value = double.Parse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (Array.Exists(OrdinalSuffixes, current.IsWord))
        {
            Expect("percentile", $"'{text[number.Start..Advance().End]}'");
            return Create(number, ThresholdKind.Percentile, value);
        }

        if (!Accept("x")) return Create(number, ThresholdKind.Number, value);
        Expect("average", $"'{text[number.Start..previous.End]}'");
        return Create(number, ThresholdKind.Average, value);
    }

    /// <summary>The point is moved in the text where that is possible, so that 7.1% is the same number as 0.071.</summary>
    private static double OfPercent(string number) => number.Contains('e', StringComparison.OrdinalIgnoreCase)
        ? double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture) / 100
        : double.Parse(number + "e-2", NumberStyles.Float, CultureInfo.InvariantCulture);

    private RegimeThreshold Create(ConditionToken number, ThresholdKind kind, double value) =>
        RegimeThreshold.Violation(kind, value) is string broken ? throw Error(number, broken + ".") : RegimeThreshold.Of(kind, value);

    private void Add(ConditionToken start, ComparisonOperator comparison, RegimeThreshold threshold)
    {
        bounds.Add(new RegimeBound(comparison, threshold));
        starts.Add(start);
    }

    private ConditionToken Advance()
    {
        previous = current;
        current = tokenizer.Next();
        return previous;
    }

    private bool Accept(string word)
    {
        if (!current.IsWord(word)) return false;
        Advance();
        return true;
    }

    private void Expect(string word, string after)
    {
        if (!Accept(word)) throw Expected($"'{word}'", $" after {after}", [word]);
    }

    private RuleSyntaxException ComparisonExpected() => Expected(Comparisons, After(), current.Text switch
    {
        "=>" => [">="],
        "=<" => ["<="],
        _ => ["between"],
    });

    private RuleSyntaxException EndExpected() => previous.Kind == ConditionTokenKind.Number
        ? Expected("%, 'th percentile', 'x average', 'and' or the end", After(), ["and", .. OrdinalSuffixes])
        : Expected("'and' or the end", After(), ["and"]);

    private string After() => previous.Text is null or "" ? "" : $" after '{previous.Text}'";

    private RuleSyntaxException Expected(string expected, string after, string[] candidates) =>
        Error(current, $"expected {expected}{after}, found {current}.{NearestName.Sentence(current.Text, candidates)}");

    private RuleSyntaxException Error(ConditionToken at, string problem) => new(measure.Name, text, at.Start + 1, problem);
}
