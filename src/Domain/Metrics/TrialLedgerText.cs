using System.Globalization;

namespace ServerlessTraining.Domain.Metrics;

/// <summary>The stored form of a ledger: a head with market and data fingerprint, then a line a look, sorted, so that equal ledgers are equal texts.</summary>
public static class TrialLedgerText
{
    private const string Head = "trial-ledger-1";
    private const char Separator = '\t';
    private const int FieldsOfALook = 6;

    private static readonly (TrialKind Kind, string Name)[] KindNames =
    [
        (TrialKind.Configuration, "configuration"),
        (TrialKind.Seed, "seed"),
        (TrialKind.Strategy, "strategy"),
        (TrialKind.Threshold, "threshold"),
        (TrialKind.FinalSegment, "final_segment"),
    ];

    public static IEnumerable<string> Lines(TrialLedger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return ledger.Looks.Select(LineOf).Prepend(string.Join(Separator, Head, ledger.Market, ledger.DataFingerprint));
    }

    public static TrialLedger Parse(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        TrialLedger? ledger = null;
        List<TrialLook> looks = [];
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            string[] fields = line.Split(Separator);
            if (ledger is null) ledger = fields is [Head, var market, var fingerprint] ? new TrialLedger(market, fingerprint) : throw Unreadable(number, line);
            else looks.Add(LookOf(line, fields, number));
        }

        return ledger?.Record(looks) ?? throw new ServerlessTrainingException($"A stored ledger begins with a line '{Head}', but there is no line. Read the whole text.");
    }

    private static string LineOf(TrialLook look)
    {
        string kind = KindNames.First(name => name.Kind == look.Kind).Name;
        return string.Create(CultureInfo.InvariantCulture, $"{kind}\t{look.Key}\t{look.Looks}\t{look.Sharpes}\t{look.SharpeMean:R}\t{look.SharpeSquares:R}");
    }

    private static TrialLook LookOf(string line, string[] fields, int number)
    {
        long looks = 0, sharpes = 0;
        double mean = 0, squares = 0;
        int kind = fields.Length == FieldsOfALook ? Array.FindIndex(KindNames, name => name.Name == fields[0]) : -1;
        bool readable = kind >= 0
            && long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out looks)
            && long.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out sharpes)
            && double.TryParse(fields[4], NumberStyles.Float, CultureInfo.InvariantCulture, out mean)
            && double.TryParse(fields[5], NumberStyles.Float, CultureInfo.InvariantCulture, out squares);
        if (!readable) throw Unreadable(number, line);
        try
        {
            return TrialLook.Restore(KindNames[kind].Kind, fields[1], looks, sharpes, mean, squares);
        }
        catch (ServerlessTrainingException fault)
        {
            throw new ServerlessTrainingException($"Line {number} of a stored ledger: {fault.Message}", fault);
        }
    }

    private static ServerlessTrainingException Unreadable(int number, string line) => new(
        $"Line {number} of a stored ledger cannot be read: '{line}'. The first line is '{Head}', market and data fingerprint, every other "
        + "kind, key, looks, Sharpe ratios, their mean and squared deviations, with tabs between.");
}
