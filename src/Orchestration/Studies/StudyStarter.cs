using System.Text.Json;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;
using ServerlessTraining.Storage.Studies;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>Makes studies. Whoever wants one to run calls <see cref="StudyOrchestrator"/>.</summary>
public sealed partial class StudyStarter
{
    private readonly StudyStore studies;
    private readonly StudyPlanner planner;
    private readonly ModelTypes types;
    private readonly TimeProvider clock;
    private readonly ILogger<StudyStarter> logger;

    internal StudyStarter(StudyStore studies, StudyPlanner planner, ModelTypes types, TimeProvider clock, ILogger<StudyStarter> logger)
    {
        this.studies = studies;
        this.planner = planner;
        this.types = types;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>Writes the study's row and answers with its id; nothing runs by it. May be repeated: the id is that of the spec, the round and the version of the
    /// program.</summary>
    /// <param name="round">From 1. Another round of the same spec is another study with the same trials, for one that was cancelled or has failed.</param>
    /// <exception cref="ServerlessTrainingException">The spec cannot be searched on the bars that are there; everything that is wrong with it is told.</exception>
    public async Task<string> CreateAsync(StudySpec spec, int round, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentOutOfRangeException.ThrowIfLessThan(round, 1);
        StudySetup setup = StudySpecCheck.Check(spec, types);
        string id = StudyNames.IdOf(spec, round);
        if (await studies.FindAsync(id, cancellationToken) is not null) return id;
        await planner.GroundAsync(spec, cancellationToken);
        StoredStudy study = new(
            id, round, Symbol.Parse(spec.Symbol), Timeframe.Parse(spec.Timeframe), spec.Model, spec.Objective, StudyStatus.Pending, clock.GetUtcNow(),
            new StudyCounters(setup.Planned, 0, 0, 0), JsonSerializer.SerializeToElement(spec, ApiJson.Options));
        if (await studies.InsertAsync(study, cancellationToken)) LogCreated(logger, id, study.Symbol, study.Timeframe, study.Model, setup.Planned);
        return id;
    }

    /// <summary>The first round.</summary>
    public Task<string> CreateAsync(StudySpec spec, CancellationToken cancellationToken) => CreateAsync(spec, 1, cancellationToken);

    /// <summary>The first round whose study is not there yet, runs, or is completed: what was cancelled or has failed is not gone on with.</summary>
    public async Task<int> RoundOfAsync(StudySpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        int round = 1;
        while (await studies.FindAsync(StudyNames.IdOf(spec, round), cancellationToken) is { Status: StudyStatus.Failed or StudyStatus.Cancelled }) round++;
        return round;
    }

    [LoggerMessage(EventId = 3960, Level = LogLevel.Information, Message = "Study {Id} of {Model} on {Symbol} {Timeframe} was created, with at most {Trials} trials")]
    private static partial void LogCreated(ILogger logger, string id, Symbol symbol, Timeframe timeframe, string model, int trials);
}
