using ServerlessTraining.Domain;
using ServerlessTraining.Search.Samplers;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Studies;

/// <summary>Proposes a generation of one of the phases that look for points.</summary>
internal sealed class PhaseSampling
{
    /// <summary>Quasi-random trials before TPE: a quarter of the first phase, but at least so many.</summary>
    private const int LeastStart = 10;

    /// <summary>Draws for one proposal that may hit tried points. Samplers keep away from them by themselves: where they do not, all have been tried, or nearly all.</summary>
    private const int Draws = 16;

    private readonly QuasiRandomSampler even;
    private readonly TpeSampler tpe = new();
    private readonly CmaEsSampler cmaEs;
    private readonly StudyOptions options;
    private readonly StudyHistory history;
    private readonly StudyPhase phase;
    private readonly SearchRegion region;
    private readonly SearchPoint[] first;
    private readonly Trial[] known;
    private readonly HashSet<SearchPoint> tried;
    private readonly List<SearchPoint> pending = [];

    public PhaseSampling(SearchSpace space, StudyOptions options, StudyHistory history, StudyPhase phase)
    {
        even = new QuasiRandomSampler(options.Seed);
        (this.options, this.history, this.phase) = (options, history, phase);
        IReadOnlyList<Trial> before = history.Before(phase);
        region = phase == StudyPhase.Focused ? SearchRegion.Of(space, before) : SearchRegion.Whole(space);
        first = phase == StudyPhase.Broad ? [.. options.First.Distinct()] : [];
        tried = [.. history.Searched.Select(trial => trial.Point)];
        known = [.. history.Searched.Select(Inside).OfType<Trial>()];
        cmaEs = new CmaEsSampler(new CmaEsOptions { Given = before.Count });
    }

    public IReadOnlyList<TrialProposal> Next()
    {
        int done = history.Of(phase).Count;
        int planned = options.Planned(phase);
        List<TrialProposal> proposals = [];
        for (int k = done; k < Math.Min(planned, done + options.Generation); k++)
        {
            int number = history.Count + proposals.Count;
            if (Point(k, new SeededRandom(options.Seed).Fork((ulong)number)) is not { } point) break;
            tried.Add(point);
            pending.Add(region.FromWhole(point)!);
            proposals.Add(new TrialProposal(number, phase, history.Generation + 1, point, Stability.SearchSeed(options)));
        }

        return proposals;
    }

    /// <summary>Null where all points of the phase have been tried.</summary>
    private SearchPoint? Point(int k, SeededRandom random)
    {
        if (k < first.Length) return first[k];
        ISampler sampler = Sampler(k);
        for (int draw = 0; draw < Draws; draw++)
        {
            SearchPoint point = region.ToWhole(sampler.Propose(region.Space, known, pending, random.NextUInt64()));
            if (!tried.Contains(point)) return point;
        }

        return null;
    }

    private ISampler Sampler(int k) => phase switch
    {
        StudyPhase.Broad when k < Math.Max(LeastStart, options.Trials.Broad / 4) => even,
        StudyPhase.Local => cmaEs,
        _ => tpe,
    };

    private Trial? Inside(Trial trial) => region.FromWhole(trial.Point) is { } point ? trial with { Point = point } : null;
}
