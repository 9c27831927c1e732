using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Models.XgBoost;

/// <summary>What the model types on XGBoost share.</summary>
internal static class XgBoostParameters
{
    private const int MostLeaves = 4096;

    public static IReadOnlyList<string> Metrics { get; } = [XgBoostTraining.Auc, "logloss"];

    public static IReadOnlyDictionary<string, string> Of(params ReadOnlySpan<(string Name, IConvertible Value)> parameters)
    {
        Dictionary<string, string> texts = [];
        foreach ((string name, IConvertible value) in parameters) texts.Add(name, FormattableString.Invariant($"{value}"));
        return texts;
    }

    public static double Fraction(DocumentValue value) => value.Number(0.01, 1);

    public static int Leaves(DocumentValue value)
    {
        int leaves = value.WholeNumber(0, MostLeaves);
        if (leaves == 1) value.Error($"must be 2 to {MostLeaves}, or 0 for no limit, but is 1");
        return leaves;
    }
}
