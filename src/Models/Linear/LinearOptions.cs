using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Models.Linear;

/// <summary>What can be chosen for a linear model; <see cref="LinearTrainer"/> tells what each option means.</summary>
/// <param name="Alpha">Null where the penalty comes from <paramref name="AlphaNoise"/>.</param>
internal sealed record LinearOptions(
    LinearFamily Family, bool FitIntercept, double Tolerance, int MaxIterations, double? Alpha, double AlphaNoise, double L1Ratio)
{
    private const double MostAlpha = 1e12;
    private const double MostNoise = 1000;

    /// <summary>Lasso and elastic net: the penalty is on the mean loss a row, which is scikit-learn's habit; ridge penalises the sum.</summary>
    public bool IsSparse => Family is LinearFamily.Lasso or LinearFamily.ElasticNet;

    public static LinearOptions Read(string modelType, LinearFamily family, HyperParameters options)
    {
        string source = $"The hyper-parameter set of {modelType}";
        return DocumentReader.Read(JsonDocumentReader.Read(options.Json, source), source, root => Read(root, family));
    }

    private static LinearOptions Read(DocumentValue root, LinearFamily family)
    {
        LinearOptions options = root.Mapping(map => new LinearOptions(
            family,
            map.Optional("fit_intercept", value => value.Boolean(), true),
            map.Optional("tol", value => value.Number(1e-14, 0.1), 1e-10),
            map.Optional("max_iterations", value => value.WholeNumber(1, 1_000_000), 1000),
            family == LinearFamily.LinearRegression ? 0 : map.Optional<double?>("alpha", value => value.Number(0, MostAlpha), family == LinearFamily.Ridge ? 1 : null),
            family is LinearFamily.Lasso or LinearFamily.ElasticNet ? map.Optional("alpha_noise", value => value.Number(0, MostNoise), double.NaN) : double.NaN,
            family == LinearFamily.ElasticNet ? map.Optional("l1_ratio", value => value.Number(0, 1), 0.5) : 1));
        if (root.HasErrors) return options;
        if (options.Alpha is not null && !double.IsNaN(options.AlphaNoise)) root.Error("alpha and alpha_noise both set the penalty; leave one out");
        return double.IsNaN(options.AlphaNoise) ? options with { AlphaNoise = 1 } : options;
    }
}
