using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.XgBoost;

/// <summary>The options of `xgboost`: the common ones and these. Trees have 6 of at most 32 levels by default (0 for no limit, where <see cref="MaxLeaves"/> has one), the
/// learning rate is 0.05 and the penalty on leaves 1.</summary>
public sealed record XgBoostOptions : BoostedTreeOptions
{
    private const string Source = "The hyper-parameter set of xgboost";
    private static readonly string[] Policies = ["depthwise", "lossguide"];

    public XgBoostOptions() => (LearningRate, MaxDepth, RegLambda) = (0.05, 6, 1);

    /// <summary>2 to 4,096 leaves; 0, the default, for no limit.</summary>
    public int MaxLeaves { get; init; }

    /// <summary>`depthwise` splits level by level, `lossguide` where the gain is largest.</summary>
    public string GrowPolicy { get; init; } = Policies[0];

    /// <summary>The gain that a split must have, at least 0. Also `min_split_loss`.</summary>
    public double Gamma { get; init; }

    /// <summary>The share of the tree's features that a split may use, 0.01 to 1.</summary>
    public double ColumnsByNode { get; init; } = 1;

    /// <summary>At least 0. Also `alpha`.</summary>
    public double RegAlpha { get; init; }

    /// <summary>2 to 65,535 bins a feature.</summary>
    public int MaxBin { get; init; } = 256;

    private protected override IReadOnlyList<(string Name, IConvertible Value)> Own =>
    [
        ("tree_method", "hist"),
        ("max_leaves", MaxLeaves),
        ("grow_policy", GrowPolicy),
        ("gamma", Gamma),
        ("colsample_bynode", ColumnsByNode),
        ("reg_alpha", RegAlpha),
        ("max_bin", MaxBin),
    ];

    /// <exception cref="DocumentException">Everything that is wrong.</exception>
    public static XgBoostOptions Read(HyperParameters options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return DocumentReader.Read(JsonDocumentReader.Read(options.Json, Source), Source, Read);
    }

    private static XgBoostOptions Read(DocumentValue root)
    {
        XgBoostOptions defaults = new();
        XgBoostOptions options = root.Mapping(map => ReadCommon(map, defaults, 0, 32) with
        {
            MaxLeaves = map.Optional("max_leaves", XgBoostParameters.Leaves, defaults.MaxLeaves),
            GrowPolicy = map.Optional("grow_policy", value => value.OneOf(Policies), defaults.GrowPolicy),
            Gamma = map.Option("gamma", "min_split_loss", value => value.Number(0), defaults.Gamma),
            ColumnsByNode = map.Optional("colsample_bynode", XgBoostParameters.Fraction, defaults.ColumnsByNode),
            RegAlpha = map.Option("reg_alpha", "alpha", value => value.Number(0), defaults.RegAlpha),
            MaxBin = map.Optional("max_bin", value => value.WholeNumber(2, 65_535), defaults.MaxBin),
        });
        if (!root.HasErrors && options is { MaxDepth: 0, MaxLeaves: 0 }) root.Error("max_depth and max_leaves are both 0, and a tree would have no limit. Set one of them");
        return options;
    }
}
