using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Models.XgBoost;

/// <summary>The options of `gradient_boosting`: the common ones. The defaults are those of the classic method: small trees (3 of at most 16 levels), a learning rate of 0.1, no
/// penalty on leaves.</summary>
public sealed record GradientBoostingOptions : BoostedTreeOptions
{
    private const string Source = "The hyper-parameter set of gradient_boosting";

    public GradientBoostingOptions() => (LearningRate, MaxDepth) = (0.1, 3);

    private protected override IReadOnlyList<(string Name, IConvertible Value)> Own => [("tree_method", "exact")];

    /// <exception cref="DocumentException">Everything that is wrong.</exception>
    public static GradientBoostingOptions Read(HyperParameters options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return DocumentReader.Read(
            JsonDocumentReader.Read(options.Json, Source), Source, root => root.Mapping(map => ReadCommon(map, new GradientBoostingOptions(), 1, 16)));
    }
}
